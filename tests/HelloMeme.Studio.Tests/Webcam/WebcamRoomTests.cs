using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using HelloMeme.Studio.Webcam;
using Microsoft.Extensions.Options;
using Xunit;

namespace HelloMeme.Studio.Tests.Webcam;

/// <summary>Who gets a place when there is one only.</summary>
public sealed class WebcamRoomTests
{
    [Fact]
    public async Task Place_of_whoever_sends_nothing_goes_to_the_next_who_asks()
    {
        var token = TestContext.Current.CancellationToken;
        var (options, time) = (new StudioOptions { Limits = new VisitorLimits { WebcamVisitors = 1 } }, new ManualTime());
        await using var room = new WebcamRoom(new StudioFolders(options), Options.Create(options), time);

        var ann = await room.EnterAsync("ann", "1", token);
        Assert.Same(ann, room.FindOrNull("1"));
        var full = await Assert.ThrowsAsync<UserFaultException>(() => room.EnterAsync("bob", "2", token));
        Assert.Equal("webcam-full", full.Code);

        time.Pass(WebcamRoom.Idle + TimeSpan.FromSeconds(1));
        var bob = await room.EnterAsync("bob", "2", token);
        Assert.Null(room.FindOrNull("1"));
        Assert.Equal("webcam-closed", (await Assert.ThrowsAsync<UserFaultException>(() => ann.SeeAsync([], 0, token))).Code);

        var bobsOtherTab = await room.EnterAsync("bob", "3", token);
        Assert.Null(room.FindOrNull("2"));
        Assert.Equal("webcam-closed", (await Assert.ThrowsAsync<UserFaultException>(() => bob.CalibrateAsync(token))).Code);
        await bobsOtherTab.CalibrateAsync(token);
        await room.LeaveAsync("2"); // a line that ended long ago takes nobody's place
        Assert.Same(bobsOtherTab, room.FindOrNull("3"));
        await room.LeaveAsync("3");
        await room.EnterAsync("ann", "4", token);
    }
}
