using System.Net;
using System.Net.Http.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Visitors;

public sealed class VisitorRatesTests
{
    [Fact]
    public async Task Too_many_uploads_are_told_when_to_come_back_and_others_are_not_held_up()
    {
        await using var server = new StudioServer();
        server.Settings["Studio__Limits__UploadsPerMinute"] = "2";
        await server.InitializeAsync();
        using var eager = await Visitor.ArriveAsync(server.Address);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.Created, (await eager.AnnounceAsync(10)).Answer.StatusCode);
        var (_, refused) = await eager.AnnounceAsync(10);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal((429, "too-often"), await Visitor.RefusalAsync(refused));
        using var other = await Visitor.ArriveAsync(server.Address);
        Assert.Equal(HttpStatusCode.Created, (await other.AnnounceAsync(10)).Answer.StatusCode);
    }

    [Fact]
    public async Task Throwing_the_cookie_away_does_not_lift_the_limit_of_an_address()
    {
        await using var server = new StudioServer();
        server.Settings["Studio__Limits__UploadsPerMinute"] = "1";
        await server.InitializeAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            using var visitor = await Visitor.ArriveAsync(server.Address);
            answers.Add((await visitor.AnnounceAsync(10)).Answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(8, answers.Count(a => a == HttpStatusCode.Created));
    }

    [Fact]
    public async Task Full_queue_and_too_many_orders_are_told_when_to_come_back()
    {
        await using var server = new StudioServer();
        server.Settings["Studio__Limits__RendersPerMinute"] = "60";
        await server.InitializeAsync();
        using var eager = await Visitor.ArriveAsync(server.Address);
        var order = new { portrait = await eager.PortraitAsync(), motion = new { preset = "laugh" }, speed = 0.5, playback = "ping-pong" };
        var refusals = new List<(int, string)>();
        for (var i = 0; i < 400 && refusals.LastOrDefault().Item2 != "too-often"; i++) // more come than the bucket is filled with, however busy this machine is
        {
            using var answer = await eager.Http.PostAsJsonAsync("/api/renders", order, TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode) continue;
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            refusals.Add(await Visitor.RefusalAsync(answer));
        }

        Assert.Equal((429, "too-many-waiting"), refusals[0]);
        Assert.Equal((429, "too-often"), refusals[^1]);
    }
}
