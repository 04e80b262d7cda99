using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Ordering and waiting as a program at the API does it.</summary>
public static class JobCalls
{
    /// <summary>One of the drawn characters, uploaded.</summary>
    public static Task<Guid> PortraitAsync(this Visitor visitor, string name = "mira", int size = 512) => visitor.AssetAsync(DrawnPortraits.Png(name, size));

    /// <summary>The answer of an order that must be taken: "job", "created", "watch".</summary>
    public static async Task<JsonElement> OrderAsync(this Visitor visitor, string address, object order)
    {
        using var answer = await visitor.Http.PostAsJsonAsync(address, order);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<Guid> RenderAsync(this Visitor visitor, object order) => Id(await visitor.OrderAsync("/api/renders", order));

    public static Guid Id(JsonElement order) => order.GetProperty("job").GetProperty("id").GetGuid();

    public static async Task<JsonElement> JobAsync(this Visitor visitor, Guid job) =>
        (await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/jobs/{job}")).GetProperty("job");

    public static async Task<T> GetAsync<T>(this Visitor visitor, string address) => (await visitor.Http.GetFromJsonAsync<T>(address))!;

    /// <summary>Asks until the job is as wanted.</summary>
    public static async Task<JsonElement> WaitAsync(this Visitor visitor, Guid job, Func<JsonElement, bool> wanted, int seconds = 120)
    {
        JsonElement now = default;
        for (var i = 0; i < seconds * 10; i++)
        {
            now = await visitor.JobAsync(job);
            if (wanted(now)) return now;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The job did not get there: " + now);
    }

    public static Task<JsonElement> WaitUntilOverAsync(this Visitor visitor, Guid job) => visitor.WaitAsync(job, j => State(j) is "done" or "failed" or "cancelled");

    public static string State(JsonElement job) => job.GetProperty("state").GetString()!;
}
