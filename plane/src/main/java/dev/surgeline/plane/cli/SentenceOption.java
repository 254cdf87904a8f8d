package dev.surgeline.plane.cli;

import dev.surgeline.wire.Json;
import picocli.CommandLine.Option;

/// Of commands whose answer is one sentence.
final class SentenceOption {
  record Sentence(String sentence) {}

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  void say(String sentence) {
    System.out.println(json ? Json.pretty(new Sentence(sentence)) : sentence);
  }
}
