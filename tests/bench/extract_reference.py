# Times natasha's full pipeline on one thread: texts on standard input, a line that holds only \f between them; rounds
# as argument. Prints the characters a second on the processor, of the fastest round, and the megabytes it takes over an
# empty interpreter.
import resource
import sys
import time


def resident():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


before = resident()
from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
morph, syntax, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)
texts = sys.stdin.buffer.read().decode().split("\n\f\n")


def run(text):
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_morph(morph)
    doc.parse_syntax(syntax)
    doc.tag_ner(names)
    for token in doc.tokens:
        token.lemmatize(vocabulary)
    for span in doc.spans:
        span.normalize(vocabulary)


best = float("inf")
for _ in range(int(sys.argv[1])):
    begun = time.thread_time()
    for text in texts:
        run(text)
    best = min(best, time.thread_time() - begun)
print(sum(map(len, texts)) / best, resident() - before)
