/// Judging runs, against figures calculated by hand.
package dev.surgeline.lab.score;
