"""Put the demo district of `eventhub.demo` into the database: one module per subject, `loading` calls them in order."""
