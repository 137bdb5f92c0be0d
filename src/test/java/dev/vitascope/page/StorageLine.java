package dev.vitascope.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line between a browser and the storage, on which parts can be counted and held up. */
final class StorageLine {

  private static final Pattern PART = Pattern.compile("[?&]partNumber=(\\d+)");

  private final BrowserContext context;
  private final List<Integer> arrived = new CopyOnWriteArrayList<>();

  private final List<Route> held = new ArrayList<>();

  private StorageLine(BrowserContext context) {
    this.context = context;
  }

  static StorageLine of(BrowserContext context) {
    var line = new StorageLine(context);
    context.onRequestFinished(line::count);
    return line;
  }

  /** The numbers of the parts that have arrived since it was last asked, in order. */
  List<Integer> arrived() {
    var sorted = new ArrayList<>(arrived);
    arrived.clear();
    sorted.sort(null);
    return sorted;
  }

  boolean firstHasArrived() {
    return arrived.contains(1);
  }

  /** Lets no part through. */
  void hold() {
    context.route(url -> numberIn(url) > 0, held::add);
  }

  /** Lets first parts through and no others. */
  void holdAfterFirstPart() {
    onLaterParts(held::add);
  }

  /** Those that are held never arrive; those to come are let through. */
  void lose() {
    held.forEach(Route::abort);
    context.unrouteAll();
  }

  /**
   * Those that are held never arrive, nor do any to come until it is freed. To be done before a
   * page goes: a browser may let through what is held when it takes a page down.
   */
  void cut() {
    context.route(url -> numberIn(url) > 0, Route::abort);
    held.forEach(Route::abort);
  }

  void onLaterParts(Consumer<Route> handler) {
    context.route(url -> numberIn(url) > 1, handler);
  }

  /** Lets all through. */
  void free() {
    context.unrouteAll();
  }

  private void count(Request request) {
    if (request.method().equals("PUT") && numberIn(request.url()) > 0) {
      arrived.add(numberIn(request.url()));
    }
  }

  private static int numberIn(String url) {
    Matcher part = PART.matcher(url);
    return part.find() ? Integer.parseInt(part.group(1)) : 0;
  }
}
