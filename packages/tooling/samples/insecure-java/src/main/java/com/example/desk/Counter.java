package com.example.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** The counter of a parcel desk. Every marked line is wrong on purpose. */
public final class Counter {
  private final byte[] stamps;

  public Counter(byte[] stamps) {
    this.stamps = stamps; // medium: the caller may change them
  }

  public byte[] stamps() {
    return stamps; // medium: so may this one
  }

  public int ticket() {
    return new Random().nextInt(); // high: a generator for one number
  }

  public ResultSet find(Statement statement, String owner) throws SQLException {
    return statement.executeQuery("SELECT * FROM parcels WHERE owner = '" + owner + "'"); // high: SQL injection
  }

  public boolean isLost(String text) {
    return text == "lost"; // high: compares references
  }
}
