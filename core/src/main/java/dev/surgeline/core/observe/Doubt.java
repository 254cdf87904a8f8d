package dev.surgeline.core.observe;

/// A signal that the policies are shown with a value which is not quite what was measured now. It
/// may argue for more replicas, never for fewer.
///
/// @param signal which
/// @param why what is wrong with it
/// @param shown what the policies see
/// @param standsIn whether that is the last good value, which argues for no more than it did when
///   it was measured; otherwise it was measured now
public record Doubt(SignalName signal, Absence why, Signal.Known shown, boolean standsIn) {}
