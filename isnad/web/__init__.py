"""The web application: pages on a record, in Arabic and in English, for a browser on the same machine."""
