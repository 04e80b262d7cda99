using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HelloMeme.Studio.Storage.Migrations
{
    /// <inheritdoc />
    public partial class JobsForTheDevice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "NeedsDevice",
                table: "Jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
            migrationBuilder.Sql("UPDATE \"Jobs\" SET \"NeedsDevice\" = 1 WHERE \"Kind\" = 'Analysis'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "NeedsDevice",
                table: "Jobs");
        }
    }
}
