package dev.surgeline.plane.audit.token;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A PKCS#11 module (version 2.40), loaded into this process once: as much of it as finding a key
/// and signing with it needs. Numbers are the C type `unsigned long`, 64 bits wide; Linux and
/// macOS.
///
/// One call at a time: a session does one thing after the other.
final class TokenModule {
  /// What a session is asked for: of a class, with a label, an Edwards curve's.
  enum Kind {
    PUBLIC(2),
    PRIVATE(3);

    private final long code;

    Kind(long code) {
      this.code = code;
    }
  }

  /// @param place in the list of functions, in the order of the standard
  private record Function(String name, int place, FunctionDescriptor shape) {
    static Function of(String name, int place, MemoryLayout... arguments) {
      return new Function(name, place, FunctionDescriptor.of(JAVA_LONG, arguments));
    }
  }

  private static final Function INITIALIZE = Function.of("C_Initialize", 0, ADDRESS);
  private static final Function GET_SLOT_LIST =
      Function.of("C_GetSlotList", 4, JAVA_BYTE, ADDRESS, ADDRESS);
  private static final Function GET_TOKEN_INFO =
      Function.of("C_GetTokenInfo", 6, JAVA_LONG, ADDRESS);
  private static final Function OPEN_SESSION =
      Function.of("C_OpenSession", 12, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
  private static final Function CLOSE_SESSION = Function.of("C_CloseSession", 13, JAVA_LONG);
  private static final Function LOGIN =
      Function.of("C_Login", 18, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final Function GET_ATTRIBUTE_VALUE =
      Function.of("C_GetAttributeValue", 24, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final Function FIND_OBJECTS_INIT =
      Function.of("C_FindObjectsInit", 26, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final Function FIND_OBJECTS =
      Function.of("C_FindObjects", 27, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
  private static final Function FIND_OBJECTS_FINAL =
      Function.of("C_FindObjectsFinal", 28, JAVA_LONG);
  private static final Function SIGN_INIT =
      Function.of("C_SignInit", 42, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final Function SIGN =
      Function.of("C_Sign", 43, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
  private static final Map<Path, TokenModule> LOADED = new ConcurrentHashMap<>();
  private static final long ALREADY_INITIALIZED = 0x191;
  private static final long ALREADY_LOGGED_IN = 0x100;
  private static final long LOCKING_BY_SYSTEM = 2;
  private static final long SERIAL_SESSION = 4;
  private static final long USER = 1;
  private static final long CLASS = 0;
  private static final long LABEL = 3;
  private static final long KEY_TYPE = 0x100;
  private static final long EC_POINT = 0x181;
  private static final long EDWARDS = 0x40;
  private static final long EDDSA = 0x1057;
  private static final int WORD = 8;
  private static final int LABEL_BYTES = 32;
  private static final int TOKEN_INFO_BYTES = 256;
  private static final int SLOTS_MAX = 256;
  private static final int POINT_BYTES_MAX = 256;
  private static final int SIGNATURE_BYTES = 64;

  private final MemorySegment functions;

  private TokenModule(MemorySegment functions) {
    this.functions = functions;
  }

  /// @throws IOException if it is no module, or does not begin
  static TokenModule load(Path library) throws IOException {
    synchronized (LOADED) {
      TokenModule module = LOADED.get(library);
      if (module == null) {
        module = begin(library);
        LOADED.put(library, module);
      }
      return module;
    }
  }

  // Loading somebody's library is what the option asks for.
  @SuppressWarnings("restricted")
  private static TokenModule begin(Path library) throws IOException {
    if (!Files.isRegularFile(library)) {
      throw new IOException(library + " is no PKCS#11 module: there is no such file");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment list =
          SymbolLookup.libraryLookup(library, Arena.global())
              .find("C_GetFunctionList")
              .orElseThrow(() -> new IOException(library + " is no PKCS#11 module"));
      MemorySegment at = arena.allocate(ADDRESS);
      FunctionDescriptor shape = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
      check("C_GetFunctionList", invoke(list, shape, at));
      long size = WORD * (2L + SIGN.place());
      TokenModule module = new TokenModule(at.get(ADDRESS, 0).reinterpret(size));
      MemorySegment how = arena.allocate(6L * WORD, WORD);
      how.set(JAVA_LONG, 4L * WORD, LOCKING_BY_SYSTEM);
      long began = module.invoke(INITIALIZE, how);
      if (began != ALREADY_INITIALIZED) {
        check("C_Initialize", began);
      }
      return module;
    } catch (IllegalArgumentException none) {
      throw new IOException(library + " can not be loaded: " + none.getMessage(), none);
    }
  }

  @SuppressWarnings("restricted")
  private static long invoke(MemorySegment at, FunctionDescriptor shape, Object... arguments) {
    try {
      var handle = Linker.nativeLinker().downcallHandle(at, shape);
      return (long) handle.invokeWithArguments(arguments);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable none) {
      throw new IllegalStateException("C code throws nothing", none);
    }
  }

  private long invoke(Function function, Object... arguments) {
    // After the version, which takes a word.
    MemorySegment at = functions.get(ADDRESS, WORD * (1L + function.place()));
    return invoke(at, function.shape(), arguments);
  }

  private void call(Function function, Object... arguments) throws IOException {
    check(function.name(), invoke(function, arguments));
  }

  private static void check(String function, long answer) throws IOException {
    if (answer != 0) {
      throw new IOException("the token refuses " + function + ": " + reason(answer));
    }
  }

  private static String reason(long answer) {
    if (answer == 0xa0 || answer == 0xa1 || answer == 0xa2) {
      return "the PIN is wrong";
    }
    return answer == 0xa4 ? "the PIN is locked" : "0x" + Long.toHexString(answer);
  }

  /// A session with the token of a label, logged in.
  ///
  /// @throws IOException if there is none, more than one, or the PIN is wrong
  synchronized long open(String label, byte[] pin) throws IOException {
    List<Long> found = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment slots = arena.allocate(JAVA_LONG, SLOTS_MAX);
      MemorySegment count = arena.allocateFrom(JAVA_LONG, SLOTS_MAX);
      call(GET_SLOT_LIST, (byte) 1, slots, count);
      for (int i = 0; i < count.get(JAVA_LONG, 0); i++) {
        MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, WORD);
        long slot = slots.getAtIndex(JAVA_LONG, i);
        // One that is not ready is none.
        if (invoke(GET_TOKEN_INFO, slot, info) == 0 && label.equals(label(info))) {
          found.add(slot);
        }
      }
      if (found.size() != 1) {
        throw new IOException(
            "there are "
                + found.size()
                + " tokens with the label "
                + label
                + ", and one is wanted");
      }
      MemorySegment session = arena.allocate(JAVA_LONG);
      call(
          OPEN_SESSION,
          found.getFirst(),
          SERIAL_SESSION,
          MemorySegment.NULL,
          MemorySegment.NULL,
          session);
      long opened = session.get(JAVA_LONG, 0);
      logIn(opened, arena.allocateFrom(JAVA_BYTE, pin), pin.length);
      return opened;
    }
  }

  private void logIn(long session, MemorySegment pin, long length) throws IOException {
    long answer = invoke(LOGIN, session, USER, pin, length);
    pin.fill((byte) 0);
    if (answer != 0 && answer != ALREADY_LOGGED_IN) {
      call(CLOSE_SESSION, session);
      check(LOGIN.name(), answer);
    }
  }

  private static String label(MemorySegment info) {
    byte[] padded = info.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE);
    return new String(padded, StandardCharsets.UTF_8).stripTrailing();
  }

  /// A key's handle.
  ///
  /// @throws IOException if there is none, or more than one
  synchronized long find(long session, Kind kind, String label) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] name = label.getBytes(StandardCharsets.UTF_8);
      MemorySegment wanted = arena.allocate(9L * WORD, WORD);
      attribute(wanted, 0, CLASS, arena.allocateFrom(JAVA_LONG, kind.code));
      attribute(wanted, 1, KEY_TYPE, arena.allocateFrom(JAVA_LONG, EDWARDS));
      attribute(wanted, 2, LABEL, arena.allocateFrom(JAVA_BYTE, name));
      MemorySegment keys = arena.allocate(JAVA_LONG, 2);
      MemorySegment count = arena.allocate(JAVA_LONG);
      call(FIND_OBJECTS_INIT, session, wanted, 3L);
      try {
        call(FIND_OBJECTS, session, keys, 2L, count);
      } finally {
        call(FIND_OBJECTS_FINAL, session);
      }
      if (count.get(JAVA_LONG, 0) != 1) {
        throw new IOException(
            "the token has "
                + (count.get(JAVA_LONG, 0) == 0 ? "no " : "more than one ")
                + kind.name().toLowerCase(Locale.ROOT)
                + " Ed25519 key with the label "
                + label);
      }
      return keys.get(JAVA_LONG, 0);
    }
  }

  private static void attribute(MemorySegment list, int index, long type, MemorySegment value) {
    long at = 3L * WORD * index;
    list.set(JAVA_LONG, at, type);
    list.set(ADDRESS, at + WORD, value);
    list.set(JAVA_LONG, at + 2 * WORD, value.byteSize());
  }

  /// A public key's point, as the token has it.
  synchronized byte[] point(long session, long key) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment wanted = arena.allocate(3L * WORD, WORD);
      MemorySegment value = arena.allocate(POINT_BYTES_MAX);
      attribute(wanted, 0, EC_POINT, value);
      call(GET_ATTRIBUTE_VALUE, session, key, wanted, 1L);
      byte[] all = value.toArray(JAVA_BYTE);
      return Arrays.copyOf(all, (int) wanted.get(JAVA_LONG, 2L * WORD));
    }
  }

  synchronized byte[] sign(long session, long key, byte[] message) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mechanism = arena.allocate(3L * WORD, WORD);
      mechanism.set(JAVA_LONG, 0, EDDSA);
      call(SIGN_INIT, session, mechanism, key);
      MemorySegment data = arena.allocateFrom(JAVA_BYTE, message);
      MemorySegment signature = arena.allocate(SIGNATURE_BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_LONG, SIGNATURE_BYTES);
      call(SIGN, session, data, (long) message.length, signature, length);
      return signature.toArray(JAVA_BYTE);
    }
  }
}
