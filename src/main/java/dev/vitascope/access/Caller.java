package dev.vitascope.access;

/**
 * Who has shown a token.
 *
 * @param name of the token, or the subject of a JWT: limits and quotas go by it
 */
public record Caller(String name, Role role) {}
