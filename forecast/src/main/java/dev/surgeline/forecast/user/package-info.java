/// Models that the user brings as a file, of a format whose runtime is too large to ship with
/// everyone: it is found on the class path, or one sentence says what to add.
package dev.surgeline.forecast.user;
