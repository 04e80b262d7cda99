using HelloMeme.Media;
using HelloMeme.Studio.Films;
using Xunit;

namespace HelloMeme.Studio.Tests.Films;

public sealed class FramingTests
{
    [Theory]
    [InlineData(0, 8, 6, 0, 0)]
    [InlineData(1, 6, 8, 5, 0)]
    [InlineData(2, 8, 6, 7, 5)]
    [InlineData(3, 6, 8, 0, 7)]
    public void Turning_takes_the_top_left_pixel_along(int turn, int width, int height, int x, int y)
    {
        using var photo = Corner();
        using var framed = new Framing { Turn = turn }.Apply(photo);
        Assert.Equal((width, height), (framed.Width, framed.Height));
        Assert.Equal(255, framed.Row(y)[3 * x]);
    }

    [Fact]
    public void Four_turns_come_back_to_the_same_part()
    {
        var framing = new Framing { Left = 0.1, Top = 0.2, Width = 0.5, Height = 0.6 };
        var turned = framing.Turned().Turned().Turned().Turned();
        Assert.Equal(framing.ToString(), turned.ToString());
    }

    [Fact]
    public void Part_that_was_framed_stays_in_it_when_turned()
    {
        using var photo = Corner();
        var framing = new Framing { Width = 0.5, Height = 0.5 };
        for (var i = 0; i < 4; i++, framing = framing.Turned())
        {
            using var framed = framing.Apply(photo);
            Assert.True(framed.Pixels.IndexOf((byte)255) >= 0, $"The corner is gone at turn {framing.Turn}.");
        }
    }

    [Theory]
    [InlineData("0,0.1,0.2,0.5,0.6", true)]
    [InlineData("3,0,0,1,1", true)]
    [InlineData("4,0,0,1,1", false)]
    [InlineData("0,0.6,0,0.5,1", false)]
    [InlineData("0,0,0,0.01,1", false)]
    [InlineData("0,NaN,0,1,1", false)]
    [InlineData("0,-0.1,0,1,1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Addresses_are_read_or_refused(string? text, bool good) => Assert.Equal(good ? text : null, Framing.Parse(text)?.ToString());

    // 8 x 6, black but for the top left pixel.
    private static Frame Corner()
    {
        var photo = new Frame(8, 6);
        photo.Pixels.Clear();
        photo.Row(0)[..3].Fill(255);
        return photo;
    }
}
