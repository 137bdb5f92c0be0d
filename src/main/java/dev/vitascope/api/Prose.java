package dev.vitascope.api;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The little of CommonMark that the contract's descriptions use, in HTML. */
final class Prose {

  private Prose() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Code and strong words within a line. */
  static String inline(String text) {
    return escaped(text)
        .replaceAll("`([^`]+)`", "<code>$1</code>")
        .replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>");
  }

  /** Paragraphs and numbered lists, apart by empty lines. */
  static String html(String text) {
    return Arrays.stream(text.strip().split("\n\\s*\n"))
        .filter(block -> !block.isBlank())
        .map(block -> block.startsWith("1. ") ? list(block) : "<p>" + inline(block) + "</p>")
        .collect(Collectors.joining());
  }

  private static String list(String block) {
    return Arrays.stream(block.split("(?m)^\\d+\\. "))
        .filter(item -> !item.isBlank())
        .map(item -> "<li>" + inline(item.strip()) + "</li>")
        .collect(Collectors.joining("", "<ol>", "</ol>"));
  }
}
