"""What staff and workflows ask: checks, a summary, pictures, links, what falls due."""
