/// How a run is judged.
package dev.surgeline.lab.score;
