"""Orders in SQLite."""

import sqlite3

SCHEMA = """
create table if not exists orders (
  id integer primary key,
  customer text not null,
  total_cents integer not null,
  state text not null default 'open'
)
"""


class Orders:
    def __init__(self, path=":memory:"):
        self.connection = sqlite3.connect(path)
        self.connection.execute(SCHEMA)

    def place(self, customer, total):
        with self.connection:
            row = self.connection.execute(
                "insert into orders (customer, total_cents) values (?, ?)",
                (customer, total.cents),
            )
        return row.lastrowid

    def pay(self, order):
        with self.connection:
            changed = self.connection.execute(
                "update orders set state = 'paid' where id = ? and state = 'open'",
                (order,),
            ).rowcount
        if changed != 1:
            raise LookupError(f"no open order {order}")

    def state(self, order):
        row = self.connection.execute("select state from orders where id = ?", (order,)).fetchone()
        return row[0] if row else None

    def close(self):
        self.connection.close()
