"""Requests to take something out of the register: received, decided, done."""
