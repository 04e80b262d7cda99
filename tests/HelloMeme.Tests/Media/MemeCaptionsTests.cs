using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class MemeCaptionsTests
{
    [Theory]
    [InlineData(512, 512, "ONE DOES NOT SIMPLY", "WRITE A MEME")]
    [InlineData(1280, 720, "When the build is green on the very first try and you know something must be wrong", "jgpqy ÅÉÎ")]
    [InlineData(720, 1280, "A", null)]
    [InlineData(2160, 1440, null, "line one\nline two")]
    [InlineData(160, 120, "TINY BUT LEGIBLE", "yes")]
    public void Ink_stays_inside_the_frame_and_near_its_edge_of_it(int width, int height, string? top, string? bottom)
    {
        using var frame = Grey(width, height);
        MemeCaptions.Draw(frame, top, bottom);

        var rows = Enumerable.Range(0, height).Where(y => frame.Row(y).IndexOfAnyExcept((byte)128) >= 0).ToArray();
        Assert.InRange(rows[0], 1, height - 1);
        Assert.InRange(rows[^1], 0, height - 2);
        foreach (var y in rows)
        {
            Assert.Equal(128, frame.Row(y)[0]);
            Assert.Equal(128, frame.Row(y)[^1]);
        }

        if (top is null) Assert.True(rows[0] > height / 2);
        if (bottom is null) Assert.True(rows[^1] < height / 2);
        Assert.Contains((byte)255, frame.Pixels.ToArray());
        Assert.Contains((byte)0, frame.Pixels.ToArray());
    }

    [Fact]
    public void Longer_captions_get_smaller_letters_until_they_are_refused()
    {
        var words = Enumerable.Range(0, 200).Select(i => $"word{i}").ToArray();
        using var frame = Grey(400, 400);
        MemeCaptions.Draw(frame, string.Join(' ', words[..20]), null);
        var fault = Assert.Throws<UserFaultException>(() => MemeCaptions.Draw(frame, string.Join(' ', words), null));
        Assert.Equal("caption-too-long", fault.Code);
        fault = Assert.Throws<UserFaultException>(() => MemeCaptions.Draw(frame, null, new string('W', 100)));
        Assert.Equal("caption-too-long", fault.Code);
    }

    [Fact]
    public void Every_word_is_drawn()
    {
        // A word more is ink more, all the way to the last.
        var ink = 0;
        for (var count = 1; count <= 5; count++)
        {
            using var frame = Grey(900, 900);
            MemeCaptions.Draw(frame, string.Join(' ', Enumerable.Repeat("IIII", count)), null);
            var now = frame.Pixels.Count((byte)255);
            Assert.True(now > ink, $"{count} words: {now} after {ink}");
            ink = now;
        }
    }

    [Fact]
    public void A_blank_caption_changes_nothing_and_the_same_text_gives_the_same_bytes()
    {
        using var frame = Grey(64, 64);
        MemeCaptions.Draw(frame, " \n\t ", "");
        Assert.Equal(-1, frame.Pixels.IndexOfAnyExcept((byte)128));

        using var first = Grey(300, 200);
        using var second = Grey(300, 200);
        var overlay = CaptionOverlay.Create(300, 200, "SAME", "BYTES");
        overlay.Blend(first);
        Parallel.For(0, 4, _ => CaptionOverlay.Create(300, 200, "SAME", "BYTES"));
        CaptionOverlay.Create(300, 200, "SAME", "BYTES").Blend(second);
        Assert.True(first.Pixels.SequenceEqual(second.Pixels));
    }

    [Fact]
    public void A_character_that_no_font_has_is_named()
    {
        using var frame = Grey(300, 200);
        var fault = Assert.Throws<UserFaultException>(() => MemeCaptions.Draw(frame, "X \U000F1234", null));
        Assert.Equal("caption-glyph", fault.Code);
    }

    [Fact]
    public void Broken_text_is_drawn_or_refused_but_never_crashes()
    {
        using var frame = Grey(300, 200);
        foreach (var text in (string[])["a\uD800b", "\u200D", "\uFE0F", "e\u0301\u0302\u0303", "\u202Eabc", "\0\u0001", "👩‍👩‍👧", "مرحبا ab שלום 12"])
        {
            var thrown = Record.Exception(() => MemeCaptions.Draw(frame, text, text));
            Assert.True(thrown is null or UserFaultException { Code: "caption-glyph" }, $"{text}: {thrown}");
        }
    }

    private static Frame Grey(int width, int height)
    {
        var frame = new Frame(width, height);
        frame.Pixels.Fill(128);
        return frame;
    }
}
