"""How the site looks: templates, tokens, strings and assets of a chain of themes. The only place that knows Jinja."""
