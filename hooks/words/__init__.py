"""What a page says as it was typed: its Markdown, its passages, the words that it may use."""
