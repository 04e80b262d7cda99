using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Prompts;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Prompts;

public sealed class ClipTokenizerTests
{
    private static readonly ClipTokenizer Tokenizer = new(TinyVocabulary.Ids, TinyVocabulary.Merges);

    [Theory]
    [InlineData("", "")]
    [InlineData("the cat", "the</w> cat</w>")]
    [InlineData("  THE \t\n Cat ", "the</w> cat</w>")]
    [InlineData("cats", "ca t s</w>")]                                  // "t</w>" is another token than "t"
    [InlineData("the cat's", "the</w> cat</w> 's</w>")]
    [InlineData("they're", "th e y</w> 're</w>")]                       // th before he
    [InlineData("'tis", "' t</w> i s</w>")]                             // a contraction is cut off even at the start of a word
    [InlineData("don't", "d o n</w> ' t</w>")]
    [InlineData("2026", "2</w> 0</w> 2</w> 6</w>")]                     // digits one by one
    [InlineData("a1b", "a</w> 1</w> b</w>")]
    [InlineData("wow!!!", "w o w</w> !!!</w>")]
    [InlineData("cat!?,", "cat</w> ! ? ,</w>")]                         // a run of signs is one word
    [InlineData("!'s", "! '</w> s</w>")]                                // ... that swallows the apostrophe
    [InlineData("(best)", "(</w> b e s t</w> )</w>")]                   // no weights: brackets are plain tokens
    [InlineData("<b>&amp;</b>", "<</w> b</w> > &</w> a m p</w> ; < /</w> b</w> ></w>")]
    [InlineData("hello", "hello</w>")]
    [InlineData("hellothecat", "hell o th e cat</w>")]
    [InlineData("abc", "abc</w>")]                                      // ab before bc
    [InlineData("abcd", "ab c d</w>")]
    [InlineData("aaaaa", "aaaa a</w>")]                                 // every pair at once, from the start
    [InlineData("é", "Ã©</w>")]
    [InlineData("É", "Ã©</w>")]
    [InlineData("\u00a0the\u2028cat\u200d", "the</w> cat</w>")]         // any white space; format characters vanish
    [InlineData("th\0e\ufffd", "the</w>")]
    [InlineData("½", "Â ½</w>")]                                        // a number of category No
    [InlineData("😀", "ðŁĺ Ģ</w>")]                                      // four bytes
    [InlineData("😀😀", "ðŁĺ Ģ ðŁĺ Ģ</w>")]
    [InlineData("日本", "æ Ĺ ¥</w> æ ľ ¬</w>")]                           // Chinese characters stand alone
    [InlineData("𝐀𝐁", "ð Ŀ Ĳ Ģ ð Ŀ Ĳ ģ</w>")]                           // letters beyond U+FFFF are letters
    [InlineData("a<|endoftext|>b", "a</w> <|endoftext|> b</w>")]
    public void Prompts_are_cut_as_CLIP_cuts_them(string prompt, string tokens)
    {
        var expected = tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Tokenizer.Encode(prompt);
        Assert.Equal(expected, found.Ids[1..(found.Used - 1)].Select(Name));
        Assert.False(found.Truncated);
    }

    [Fact]
    public void Start_stands_first_and_end_fills_up()
    {
        var found = Tokenizer.Encode("the cat");
        Assert.Equal(ClipTokenizer.Length, found.Ids.Length);
        Assert.Equal(4, found.Used);
        Assert.Equal(TinyVocabulary.Start, Name(found.Ids[0]));
        Assert.All(found.Ids[3..], id => Assert.Equal(TinyVocabulary.End, Name(id)));
    }

    [Fact]
    public void Seventy_five_tokens_fit_and_the_seventy_sixth_is_said_to_be_lost()
    {
        var full = Tokenizer.Encode(string.Concat(Enumerable.Repeat("the ", 75)));
        Assert.False(full.Truncated);
        Assert.Equal(77, full.Used);
        Assert.Equal("the</w>", Name(full.Ids[75]));
        Assert.Equal(TinyVocabulary.End, Name(full.Ids[76]));

        var over = Tokenizer.Encode(string.Concat(Enumerable.Repeat("the ", 200)));
        Assert.True(over.Truncated);
        Assert.Equal(full.Ids, over.Ids);
    }

    [Fact]
    public void What_no_vocabulary_holds_becomes_the_end_token()
    {
        var ids = TinyVocabulary.Ids.Where(p => p.Key != "x</w>").ToDictionary();
        var found = new ClipTokenizer(ids, TinyVocabulary.Merges).Encode("x the");
        Assert.Equal([TinyVocabulary.End, "the</w>"], found.Ids[1..3].Select(Name));
    }

    [Fact]
    public void Files_are_taken_from_the_first_folder_that_has_both()
    {
        using var scratch = new ScratchFolder();
        string own = Path.Combine(scratch.Path, "checkpoint", "tokenizer"), shared = Path.Combine(scratch.Path, "models", "tokenizer");
        TinyVocabulary.Write(shared);
        Assert.Equal(Tokenizer.Encode("hello cat 😀 é!!!").Ids, ClipTokenizer.Open(own, shared).Encode("hello cat 😀 é!!!").Ids);
    }

    [Fact]
    public void Missing_and_broken_files_are_named()
    {
        using var scratch = new ScratchFolder();
        var missing = Assert.Throws<UserFaultException>(() => ClipTokenizer.Open(scratch.Path));
        Assert.Equal("tokenizer-missing", missing.Code);
        Assert.Contains(scratch.Path, missing.Message);

        TinyVocabulary.Write(scratch.Path);
        File.WriteAllText(Path.Combine(scratch.Path, "vocab.json"), "{\"a\": 1}");
        Assert.Equal("tokenizer-broken", Assert.Throws<UserFaultException>(() => ClipTokenizer.Open(scratch.Path)).Code);
        File.WriteAllText(Path.Combine(scratch.Path, "vocab.json"), "nonsense");
        Assert.Equal("tokenizer-broken", Assert.Throws<UserFaultException>(() => ClipTokenizer.Open(scratch.Path)).Code);
        TinyVocabulary.Write(scratch.Path);
        File.AppendAllText(Path.Combine(scratch.Path, "merges.txt"), "three words here\n");
        Assert.Equal("tokenizer-broken", Assert.Throws<UserFaultException>(() => ClipTokenizer.Open(scratch.Path)).Code);
    }

    private static string Name(long id) => TinyVocabulary.Ids.First(p => p.Value == id).Key;
}
