using System.Drawing;
using HelloMeme.Studio.Films;
using Xunit;

namespace HelloMeme.Studio.Tests.Films;

public sealed class FilmShapesTests
{
    [Theory]
    [InlineData(FilmShape.Square, 900, 900)]
    [InlineData(FilmShape.FourToFive, 720, 900)]
    [InlineData(FilmShape.NineToSixteen, 506, 900)]
    public void Shape_is_the_largest_inside_the_photo_and_holds_the_face(FilmShape shape, int width, int height)
    {
        var face = new RectangleF(1100, 300, 200, 260);
        var area = shape.Around(face, 1600, 900)!.Value;
        Assert.Equal((width, height), (area.Width, area.Height));
        Assert.True(new Rectangle(0, 0, 1600, 900).Contains(area));
        Assert.True(((RectangleF)area).Contains(face));
        Assert.InRange(area.X + area.Width / 2f, 1600 - 900 / 2f - 50, 1210);
    }

    [Fact]
    public void Shape_stays_inside_when_the_face_is_at_the_edge() =>
        Assert.Equal(new Rectangle(0, 0, 300, 300), FilmShape.Square.Around(new RectangleF(-20, -10, 100, 100), 300, 800));

    [Fact]
    public void Full_shows_all_of_it() => Assert.Null(FilmShape.Full.Around(new RectangleF(0, 0, 10, 10), 300, 800));
}
