package dev.vitascope.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20:01:0d:b8:00:01:00:02",
    "2001:db8:1:2::9, 20:01:0d:b8:00:01:00:02",
    "::ffff:192.0.2.7, 192.0.2.7",
    "192.0.2.7:40001, 192.0.2.7",
    "[2001:db8:1:2::9]:443, 20:01:0d:b8:00:01:00:02",
    "unknown, unknown"
  })
  void aHouseholdIsOneClient(String address, String client) {
    assertEquals(client, Client.network(address));
  }
}
