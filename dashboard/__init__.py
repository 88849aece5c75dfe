"""The application: pages, routes, exports, access control and the command line."""
