package dev.surgeline.gateway.proxy;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/// Netty's encoder, told whether the request was a HEAD: its answer has a length and no body.
final class ResponseEncoder extends HttpResponseEncoder {
  private boolean answersHead;

  void answersHead(boolean head) {
    answersHead = head;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return answersHead || super.isContentAlwaysEmpty(response);
  }
}
