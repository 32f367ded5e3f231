package com.example.desk;

/** No fault here. */
public final class Tidy {
  public int postage(int grams) {
    return grams <= 20 ? 85 : 160;
  }
}
