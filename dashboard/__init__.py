"""The application: settings, pages, security headers and the command line."""
