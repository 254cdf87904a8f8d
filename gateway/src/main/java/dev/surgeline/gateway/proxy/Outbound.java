package dev.surgeline.gateway.proxy;

import io.netty.channel.Channel;

/// Sends without looking at the future: a failure closes the channel or comes to its handler's
/// `exceptionCaught`, where it is dealt with once, and no promise is made for each piece.
final class Outbound {
  private Outbound() {}

  static void write(Channel channel, Object piece) {
    var _ = channel.write(piece, channel.voidPromise());
  }

  static void writeAndFlush(Channel channel, Object piece) {
    var _ = channel.writeAndFlush(piece, channel.voidPromise());
  }

  static void close(Channel channel) {
    var _ = channel.close();
  }
}
