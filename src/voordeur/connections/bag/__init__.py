"""The register of addresses (BAG): where a front door lies. Off unless an installation names a service in BAG_URL.

`AddressRegister` is what the rest of the house asks; `HttpAddresses` asks a service that speaks as PDOK's Locatieserver does;
`NoAddresses` stands where nobody is asked, so that no address leaves the installation.
"""

from voordeur.connections.bag.client import AddressRegister, BagUnavailable, HttpAddresses, NoAddresses, configured_addresses

__all__ = ["AddressRegister", "BagUnavailable", "HttpAddresses", "NoAddresses", "configured_addresses"]
