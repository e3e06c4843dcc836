"""The product on a server: HTTP API and the editors' page. Stands on the library; knows nothing that it does not."""
