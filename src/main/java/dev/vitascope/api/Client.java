package dev.vitascope.api;

import dev.vitascope.access.Caller;
import io.netty.util.NetUtil;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Finds out who calls, as far as that is known without a token: an address, of IPv6 the network
 * that a household or a machine is given (64 bits).
 *
 * @param behindProxy whether the last address in {@code X-Forwarded-For} was written by a proxy of
 *     ours and names the caller; from anyone else it proves nothing
 */
record Client(boolean behindProxy) implements PlatformHandler {

  private static final String KEY = "vitascope.client";
  private static final String FORWARDED = "x-forwarded-for";
  private static final int NETWORK_BYTES = 8;

  /** Some proxies write the port too, and brackets around an address of IPv6. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[(?<six>[^]]+)](:\\d+)?|(?<four>[\\d.]+):\\d+");

  @Override
  public void handle(RoutingContext ctx) {
    ctx.put(KEY, network(address(ctx)));
    ctx.next();
  }

  /** From here on it is who has shown a token, wherever that is. */
  static void is(RoutingContext ctx, Caller caller) {
    ctx.put(KEY, "@" + caller.name());
  }

  /** Who was found. */
  static String of(RoutingContext ctx) {
    return ctx.get(KEY);
  }

  private String address(RoutingContext ctx) {
    var forwarded = ctx.request().headers().getAll(FORWARDED);
    return behindProxy && !forwarded.isEmpty()
        ? forwarded.getLast().replaceFirst("^.*,", "").strip()
        : ctx.request().remoteAddress().hostAddress();
  }

  /** What is no address stands for itself. */
  static String network(String text) {
    return switch (NetUtil.createInetAddressFromIpAddressString(bare(text))) {
      case null -> text;
      case Inet6Address six ->
          HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES));
      case InetAddress four -> four.getHostAddress();
    };
  }

  private static String bare(String text) {
    var parts = WITH_PORT.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    return parts.group("six") == null ? parts.group("four") : parts.group("six");
  }
}
