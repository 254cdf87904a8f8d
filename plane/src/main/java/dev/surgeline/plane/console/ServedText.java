package dev.surgeline.plane.console;

import java.util.Optional;
import java.util.function.Supplier;

/// One more text that the dashboard serves, read-only; 204 while there is none.
///
/// @param path below which it is asked for, such as `/api/evidence`
/// @param type its media type
/// @param text as it is now
public record ServedText(String path, String type, Supplier<Optional<String>> text) {}
