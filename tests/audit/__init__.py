"""What is measured on every page in a real browser: by the tests in tests/browser/, and by `make
audit`."""
