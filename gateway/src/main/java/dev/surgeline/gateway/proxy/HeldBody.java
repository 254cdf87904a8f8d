package dev.surgeline.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;

/// A request's body as far as it was sent, kept while it is small, so that a second attempt can
/// send it again.
final class HeldBody {
  private final int bytesMax;
  private final List<HttpContent> pieces = new ArrayList<>(0);
  private int bytes;
  private boolean began;
  private boolean emptyEnd;
  private boolean whole = true;

  HeldBody(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Keeps a piece that is being sent, or gives everything up when there is too much.
  void keep(HttpContent piece) {
    if (!whole) {
      return;
    }
    if (!began && piece.equals(LastHttpContent.EMPTY_LAST_CONTENT)) {
      emptyEnd = true;
      return;
    }
    began = true;
    bytes += piece.content().readableBytes();
    if (bytes > bytesMax) {
      release();
    } else {
      pieces.add(piece.retainedDuplicate());
    }
  }

  /// Sends everything that was kept.
  void sendTo(Channel channel) {
    if (emptyEnd) {
      Outbound.write(channel, LastHttpContent.EMPTY_LAST_CONTENT);
    }
    for (HttpContent piece : pieces) {
      Outbound.write(channel, piece.retainedDuplicate());
    }
  }

  /// Whether everything that was sent is still here.
  boolean whole() {
    return whole;
  }

  /// Nothing is kept from here on.
  void release() {
    whole = false;
    pieces.forEach(HttpContent::release);
    pieces.clear();
  }
}
