package dev.surgeline.plane.audit;

/// How many rules of a pack there are; those that a machine looks at are `automated`, and each is
/// one of the next five.
///
/// @param excepted of the failed, those under an exception that counts
/// @param manual rules that a person has to look at
public record RuleCounts(
    int automated,
    int passed,
    int failed,
    int errors,
    int notApplicable,
    int notEvaluated,
    int excepted,
    int manual) {}
