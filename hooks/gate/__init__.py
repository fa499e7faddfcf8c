"""Runs the rules, writes down what they found, and says what may be published."""
