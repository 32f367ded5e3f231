module example.com/shop/ledger

go 1.24
