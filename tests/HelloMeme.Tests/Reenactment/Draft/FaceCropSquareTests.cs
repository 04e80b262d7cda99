using System.Drawing;
using HelloMeme.Reenactment.Draft;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

public sealed class FaceCropSquareTests
{
    [Fact]
    public void Head_and_shoulders_fill_the_square()
    {
        var square = FaceCropSquare.Find(SyntheticFace.Landmarks(100, 800, 600), 1600, 1200);
        Assert.Equal(square.Width, square.Height);
        Assert.InRange(square.Width, 470, 490);
        Assert.True(square.Top < 600 - 150 && square.Bottom > 600 + 200);
        Assert.InRange(square.Left + square.Width / 2, 795, 805);
    }

    [Theory]
    [InlineData(20, 30)]
    [InlineData(390, 280)]
    [InlineData(200, 150)]
    public void The_square_stays_inside_the_picture(float x, float y)
    {
        var square = FaceCropSquare.Find(SyntheticFace.Landmarks(90, x, y), 400, 300);
        Assert.True(new Rectangle(0, 0, 400, 300).Contains(square));
        Assert.Equal(300, square.Width);
    }
}
