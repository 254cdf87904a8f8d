package dev.surgeline.plane.console;

import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.LogFolder;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The audit log, read-only, below `/audit`: C2SP tlog-tiles, as any web server would serve the
/// folder.
///
/// What a path means is read as numbers, and the file's name is made from those: nothing that a
/// client writes becomes part of one.
final class AuditPages {
  /// A checkpoint may be replaced at any moment, and a tile never.
  private static final String FOREVER = "max-age=31536000, immutable";

  private static final String TEXT = "text/plain; charset=utf-8";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

  private static final Pattern STAMPED = Pattern.compile("([1-9][0-9]{0,17})(\\.tsr)?");

  private final LogFolder log;
  private final Optional<AccessLog> access;

  AuditPages(LogFolder log, Optional<AccessLog> access) {
    this.log = log;
    this.access = access;
  }

  void route(JavalinConfig config) {
    get(config, "/audit/checkpoint", it -> file(it, log.checkpointFile(), TEXT, "no-cache"));
    get(config, "/audit/checkpoint.cosigned", it -> file(it, log.cosignedFile(), TEXT, "no-cache"));
    get(config, "/audit/checkpoint.stamped", it -> file(it, log.stampedFile(), TEXT, "no-cache"));
    get(config, "/audit/timestamps/{name}", this::timestamp);
    get(config, "/audit/vkey", it -> file(it, log.keyFile(), TEXT, "no-cache"));
    get(config, "/audit/rotation/{number}", this::rotation);
    get(config, "/audit/tile/<tile>", this::tile);
  }

  /// HEAD is answered as GET is, without the bytes: by itself the server would say 200 to any.
  private static void get(JavalinConfig config, String path, Handler handler) {
    config.routes.get(path, handler);
    config.routes.head(path, handler);
  }

  private void rotation(Context context) throws IOException {
    String number = context.pathParam("number");
    if (!NUMBER.matcher(number).matches()) {
      context.status(404).contentType(TEXT).result("Rotations are counted from 1 on.\n");
      return;
    }
    file(context, log.rotationFile(Integer.parseInt(number)), TEXT, FOREVER);
  }

  private void timestamp(Context context) throws IOException {
    Matcher name = STAMPED.matcher(context.pathParam("name"));
    if (!name.matches()) {
      context.status(404).contentType(TEXT).result("Time-stamps are timestamps/SIZE[.tsr].\n");
      return;
    }
    long size = Long.parseLong(name.group(1));
    if (name.group(2) == null) {
      file(context, log.stampedFile(size), TEXT, FOREVER);
    } else {
      file(context, log.timestampFile(size), "application/timestamp-reply", FOREVER);
    }
  }

  private void tile(Context context) throws IOException {
    Tile tile;
    try {
      tile = Tile.parse("tile/" + context.pathParam("tile"));
    } catch (Unverified _) {
      context
          .status(404)
          .contentType(TEXT)
          .result("This is no tile of a log: tile/LEVEL/NUMBER, see c2sp.org/tlog-tiles.\n");
      return;
    }
    file(context, log.folder().resolve(tile.path()), "application/octet-stream", FOREVER);
  }

  private void file(Context context, Path file, String type, String cache) throws IOException {
    try {
      byte[] content = Files.readAllBytes(file);
      access.ifPresent(log -> log.note(Optional.empty(), AuditEntry.Access.LOG_READ, "/audit"));
      context.header("Cache-Control", cache).contentType(type).result(content);
    } catch (NoSuchFileException missing) {
      context.status(404).contentType(TEXT).result("The log has no such file.\n");
    }
  }
}
