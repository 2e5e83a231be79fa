"""What a creditor tells of many customers at once: the day on which it posted or called, and how far its collection came."""
