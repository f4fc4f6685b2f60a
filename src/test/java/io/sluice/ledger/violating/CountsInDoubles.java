package io.sluice.ledger.violating;

record CountsInDoubles(double amount) {}
