"""What one cell says: amounts, dates, names, addresses, contact data, yes and no. Total: no text makes these fail."""
