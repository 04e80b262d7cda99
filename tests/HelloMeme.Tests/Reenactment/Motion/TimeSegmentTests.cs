using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

/// <summary>Which frame of the driver each frame of an edited motion was.</summary>
public sealed class TimeSegmentTests
{
    [Fact]
    public void Without_a_map_frames_are_the_drivers_own_as_far_as_it_goes() =>
        Assert.Equal([0, 1, 2, 3, 3, 3], TimeSegment.PicturesOf(null, 6, 0, 25, 4));

    [Fact]
    public void Cut_held_and_stretched_time_finds_its_pictures_from_where_the_trim_begins()
    {
        TimeSegment[] segments = [new(0, 2, 10.3, 10.5), new(2, 3, 10.8, 10.8), new(5, 4, 10.8, 11.2), new(9, 2, 11.2, 11.6)];
        Assert.Equal([3, 4, 8, 8, 8, 8, 9, 10, 11, 12, 14], TimeSegment.PicturesOf(segments, 11, 10, 10, 20));
    }

    [Fact]
    public void A_gap_shows_what_was_last_and_nothing_at_all_the_first()
    {
        Assert.Equal([5, 5, 5, 6, 7, 7], TimeSegment.PicturesOf([new(2, 2, 0.5, 0.7)], 6, 0, 10, 20));
        Assert.Equal([0, 0], TimeSegment.PicturesOf([], 2, 0, 10, 20));
    }

    [Fact]
    public void Too_many_pieces_are_refused()
    {
        var many = Enumerable.Range(0, TimeSegment.Most + 1).Select(i => new TimeSegment(i, 1, 0, 1)).ToArray();
        TimeSegment.Check(many[1..], many.Length, "the test");
        Assert.Contains("at most 200", Assert.Throws<FormatException>(() => TimeSegment.Check(many, many.Length, "the test")).Message);
        Assert.Throws<FormatException>(() => TimeSegment.Check([new(0, 1, double.NaN, 1)], 1, "the test"));
    }
}
