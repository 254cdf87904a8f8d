package dev.surgeline.gateway.proxy;

import dev.surgeline.gateway.settings.Limits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Netty's decoder, stricter: it keeps contradictions for [RequestRules] to see instead of mending
/// them, and tells when bytes come in, so that a slow head can be noticed.
final class RequestDecoder extends HttpRequestDecoder {
  /// Pieces of bodies are passed on as they come; a larger one saves work per piece.
  static final int PIECE_BYTES_MAX = 64 * 1024;

  private final Runnable onBytes;

  RequestDecoder(Limits limits, Runnable onBytes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.requestLineBytes())
            .setMaxHeaderSize(limits.headBytes())
            .setMaxChunkSize(PIECE_BYTES_MAX)
            .setStrictLineParsing(true));
    this.onBytes = onBytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    onBytes.run();
    super.channelRead(ctx, msg);
  }

  /// Netty would drop Content-Length here, and with it the proof of an attempt to smuggle a
  /// request.
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {}
}
