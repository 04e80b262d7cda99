using System.Net.Http.Json;
using System.Text.Json;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Programs, too, hear what a film will take and say yes to a long one.</summary>
public sealed class LongRenderTests(TestWeightsServer studio) : IClassFixture<TestWeightsServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_film_of_over_half_an_hour_is_estimated_refused_and_taken_when_the_order_says_so()
    {
        using var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        var portrait = await visitor.PortraitAsync();
        object Order(int steps, int side, bool @long) => new { portrait, motion = new { preset = "wink" }, engine = "hellomeme", @long, settings = new { numInferenceSteps = steps, side } };

        var quick = await EstimateAsync(visitor, Order(1, 128, false));
        Assert.False(quick.GetProperty("long").GetBoolean());
        Assert.InRange(quick.GetProperty("seconds").GetDouble(), 0.01, 1800);
        var slow = await EstimateAsync(visitor, Order(100, 512, false));
        Assert.True(slow.GetProperty("long").GetBoolean());
        Assert.Equal(quick.GetProperty("frames").GetInt32(), slow.GetProperty("frames").GetInt32());
        Assert.True(slow.GetProperty("seconds").GetDouble() > 1800 && slow.GetProperty("memoryBytes").GetInt64() > 1_000_000_000);
        Assert.False(slow.GetProperty("measured").GetBoolean());
        Assert.Contains(EngineNotes.TestWeights, slow.GetProperty("notes").EnumerateArray().Select(n => n.GetString()));

        using var refused = await visitor.Http.PostAsJsonAsync("/api/renders", Order(100, 512, false), Token);
        Assert.Matches(@"would take about [\d.]+ (min|h) and [\d.]+ GB of memory on this studio, a rough figure:", await refused.Content.ReadAsStringAsync(Token));
        Assert.Equal((409, "render-too-long"), await Visitor.RefusalAsync(refused));
        var job = await visitor.RenderAsync(Order(100, 512, true));
        using var cancelled = await visitor.Http.DeleteAsync($"/api/jobs/{job}", Token);
        Assert.True(cancelled.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Only_films_of_the_HelloMeme_engine_are_estimated()
    {
        using var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        using var answer = await visitor.Http.PostAsJsonAsync("/api/renders/estimate", new { portrait = await visitor.PortraitAsync(), motion = new { preset = "wink" } }, Token);
        Assert.Equal((422, "bad-order"), await Visitor.RefusalAsync(answer));
    }

    private static async Task<JsonElement> EstimateAsync(Visitor visitor, object order)
    {
        using var answer = await visitor.Http.PostAsJsonAsync("/api/renders/estimate", order, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
