"""What makes a page: Markdown blocks, template helpers, assets, the register of promises, the whole
site in one file."""
