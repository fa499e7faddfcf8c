"""The way a change goes: its checks, its summary, its pictures, what is published, and the forms
staff fill in."""
