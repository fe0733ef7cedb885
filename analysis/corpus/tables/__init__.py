"""Read tables: rows broken by marks, columns by their names and cells, cells that hold records or markup."""
