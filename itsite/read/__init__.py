"""From files to pages: site.yaml, front matter, Markdown. The only place that parses what people write."""
