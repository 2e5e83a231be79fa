"""Voordeur: early signalling of debts, from a creditor's file to help at the front door."""
