"""Delivery: how documents reach whom they are for, by e-mail, folder or access point."""
