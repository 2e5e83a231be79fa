"""The town's contact centre takes a call-back down without seeing a case (P14)."""
